"""Lists of words and phrases, written as people write lists."""


def listed(*lines: str) -> tuple[str, ...]:
    """Return the words or phrases of lines that separate them by semicolons, in their order."""
    told = (each.strip() for line in lines for each in line.split(";"))
    return tuple(each for each in told if each)
