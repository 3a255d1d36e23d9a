const known = new Set<string>()

/** True for an IANA name of a time zone that this process knows, such as Europe/Berlin; offsets such as +02:00 are none. */
export function isTimeZone(name: string): boolean {
  if (known.has(name)) return true
  try {
    if (!/^[A-Za-z]/.test(name)) return false
    new Intl.DateTimeFormat('en-US', { timeZone: name })
  } catch {
    return false
  }
  known.add(name)
  return true
}
