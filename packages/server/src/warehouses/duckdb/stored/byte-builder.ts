/** Bytes that grow at their end. */
export type ByteBuilder = {
  length(): number
  add(bytes: Uint8Array): void
  /** Makes room for so many zeros at the end and answers all bytes, to be written to. */
  reserve(count: number): Uint8Array
  /** The bytes so far, which are the caller's from now on. */
  take(): Uint8Array
}

export function byteBuilder(): ByteBuilder {
  let bytes = new Uint8Array(1024)
  let length = 0
  const grow = (wanted: number): void => {
    if (wanted <= bytes.length) return
    const larger = new Uint8Array(Math.max(2 * bytes.length, wanted))
    larger.set(bytes.subarray(0, length))
    bytes = larger
  }
  return {
    length: () => length,
    add(more) {
      grow(length + more.length)
      bytes.set(more, length)
      length += more.length
    },
    reserve(count) {
      grow(length + count)
      length += count
      return bytes
    },
    take() {
      const taken = bytes.subarray(0, length)
      bytes = new Uint8Array(1024)
      length = 0
      return taken
    },
  }
}
