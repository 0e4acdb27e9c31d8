"""States of people: online or not, their texts, who watches them, and what their devices say."""
