"""What the pages show, told without Streamlit: numbers from model.analysis, charts from model.charts."""
