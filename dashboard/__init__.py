"""The Streamlit application: thin pages over view functions that know no Streamlit."""
