"""Operations management: figures of each day, files of what was said, addresses of servers."""
