/** Month names in the order of the year, as MONTH_NAME gives them in every engine. */
export const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'] as const

/** Weekday names from Monday on, as DAY_OF_WEEK_NAME gives them in every engine. */
export const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'] as const
