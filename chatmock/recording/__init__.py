"""Real traffic written down without anybody's data (a cassette), carried out again, and compared with what it was."""
