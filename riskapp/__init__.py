"""Risk and assurance register: the rules, the rows and the pages."""
