"""Chatbots: accounts that a program speaks for."""
