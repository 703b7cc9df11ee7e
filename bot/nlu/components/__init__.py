"""
The components of the pipeline: one file each, all listed in `bot.nlu.pipeline`.
"""
