"""
The statistics: word and letter features, logistic regression, calibration.
"""
