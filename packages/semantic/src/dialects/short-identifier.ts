import { checkedText } from './literals.ts'

const encoder = new TextEncoder()

/** FNV-1a of 32 bits, as eight digits. */
function digest(bytes: Uint8Array): string {
  let hash = 0x811c9dc5
  for (const byte of bytes) hash = Math.imul(hash ^ byte, 0x01000193) >>> 0
  return hash.toString(16).padStart(8, '0')
}

/**
 * An identifier of at most `limit` bytes, for engines that cut longer ones off, so that two may become one: a longer
 * one ends with a digest of the whole. Result columns are then found by place, not by name.
 */
export function shortIdentifier(identifier: string, limit: number): string {
  checkedText(identifier, 'An identifier')
  // No letter takes more than three bytes per UTF-16 unit.
  if (identifier.length * 3 <= limit) return identifier
  const bytes = encoder.encode(identifier)
  if (bytes.length <= limit) return identifier
  let end = limit - 9
  // Not within a letter.
  while (((bytes[end] ?? 0) & 0xc0) === 0x80) end -= 1
  return `${new TextDecoder().decode(bytes.subarray(0, end))}_${digest(bytes)}`
}
