"""Words a speech engine writes for others that sound like them. None are known in German that only one word can stand for."""
