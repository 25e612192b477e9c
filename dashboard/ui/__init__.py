"""Pieces of the pages that draw with Streamlit."""
