"""Notices to people and officers: in the program, by e-mail, SMS or Zalo, behind a port."""
