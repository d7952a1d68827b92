"""The tests, and the engines and the browser that they run on."""
