"""Visits: people at the counter, in the order they came or at the hour they booked.

Purpose: queue tickets with a calling screen, appointments, the kiosk that gives both.
Words: hàng chờ (queue), quầy (counter), số thứ tự (ticket), lịch hẹn (appointment), ki-ốt (kiosk).
Face: services, queries, events.
Neighbours: asks org; the portal and the desk show it. Knows nobody by identity number and no dossier.
"""
