"""Files that other programs take in: tables (CSV, XLSX), calendars (iCalendar), address cards (vCard)."""
