"""
Pictures of flows: as SVG, as Mermaid, and as pages of the documentation.
"""
