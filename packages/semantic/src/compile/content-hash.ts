/**
 * A hash of many texts as 28 hexadecimal digits, the same on every platform. Fast and well spread, not cryptographic: it
 * tells versions apart and resists accidents, not forgery.
 */
export function contentHash(parts: Iterable<string>): string {
  const a = lane(0x9e3779b9)
  const b = lane(0x51ed270b)
  for (const part of parts) {
    // The length keeps ["ab", "c"] and ["a", "bc"] apart.
    const framed = `${part.length}:${part}`
    a.add(framed)
    b.add(framed)
  }
  return a.digits() + b.digits()
}

/** One 53-bit state of two multiplied halves. */
function lane(seed: number): { add(text: string): void; digits(): string } {
  let low = 0xdeadbeef ^ seed
  let high = 0x41c6ce57 ^ seed
  return {
    add(text) {
      for (let at = 0; at < text.length; at += 1) {
        const code = text.charCodeAt(at)
        low = Math.imul(low ^ code, 2_654_435_761)
        high = Math.imul(high ^ code, 1_597_334_677)
      }
    },
    digits() {
      const mixedLow = Math.imul(low ^ (low >>> 16), 2_246_822_507) ^ Math.imul(high ^ (high >>> 13), 3_266_489_909)
      const mixedHigh = Math.imul(high ^ (high >>> 16), 2_246_822_507) ^ Math.imul(mixedLow ^ (mixedLow >>> 13), 3_266_489_909)
      return (4_294_967_296 * (2_097_151 & mixedHigh) + (mixedLow >>> 0)).toString(16).padStart(14, '0')
    },
  }
}
