type Pressed = { key: string; metaKey: boolean; ctrlKey: boolean; altKey: boolean; shiftKey: boolean }

/** Whether a key press is the shortcut: parts joined by `+`, `mod` for ⌘ or Ctrl, `shift`, `alt`, then the key itself. */
export function matchesShortcut(keys: string, pressed: Pressed): boolean {
  const parts = keys.split('+')
  const key = parts.at(-1) ?? ''
  const mod = pressed.metaKey || pressed.ctrlKey
  if (parts.includes('mod') !== mod || parts.includes('alt') !== pressed.altKey) return false
  // A sign such as `?` already needs Shift on many keyboards, so Shift counts for named keys and with `mod` only.
  const shiftMatters = parts.includes('mod') || key.length > 1
  if (shiftMatters && parts.includes('shift') !== pressed.shiftKey) return false
  return pressed.key.toLowerCase() === key.toLowerCase()
}

const isApple = typeof navigator !== 'undefined' && /mac|iphone|ipad/i.test(navigator.userAgent)
const signs: Record<string, string> = { mod: isApple ? '⌘' : 'Ctrl', shift: isApple ? '⇧' : 'Shift', alt: isApple ? '⌥' : 'Alt', Enter: '⏎' }

/** The keys as people read them on this machine: "⌘⏎", "Ctrl+S". */
export function writeShortcut(keys: string): string {
  return keys
    .split('+')
    .map((part) => signs[part] ?? (part.length === 1 ? part.toUpperCase() : part))
    .join(isApple ? '' : '+')
}
