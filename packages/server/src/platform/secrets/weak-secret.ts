const leastBytes = 32
const leastLetters = 10
const examples = /change.?me|example|password|placeholder|your.?(own.?)?(secret|key)|insecure|0123456789abcdef/i

/** Why a text must not be the key of an installation, as the end of a sentence; null when it may. */
export function weaknessOf(secret: string): string | null {
  if (Buffer.byteLength(secret) < leastBytes) return `must have at least ${leastBytes} characters; "openssl rand -base64 32" makes a good one`
  if (new Set(secret).size < leastLetters || /^(.+?)\1+$/.test(secret)) return 'repeats itself; "openssl rand -base64 32" makes a good one'
  if (examples.test(secret)) return 'looks like an example; "openssl rand -base64 32" makes a good one'
  return null
}
