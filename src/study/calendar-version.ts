/** A calendar version, `2026.11.1`: year, month, number within the month. */
export const CALENDAR_VERSION = /^\d{4}\.\d{1,2}\.\d+$/;
