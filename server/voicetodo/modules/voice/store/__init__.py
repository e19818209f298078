"""The schema `voice`: one file for each noun. Every statement names the user whose things it may touch."""
