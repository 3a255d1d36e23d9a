import { describe, expect, it } from 'vitest'
import { encodeFrame, FrameTooLarge, frameReader, BrokenStream, type Frame } from './protocol.ts'

const secret = Uint8Array.from({ length: 16 }, (_, index) => index)
const frames = [
  { run: 1, json: '{"is":"ready"}', parts: [] },
  { run: 2, json: '{"ü":1}', parts: [Uint8Array.of(1, 2, 3), new Uint8Array(0), new Uint8Array(64).fill(7)] },
]
const stream = (all: readonly Frame[] | typeof frames): Uint8Array =>
  Uint8Array.from(all.flatMap((frame) => encodeFrame(frame, secret)).flatMap((piece) => [...piece]))

function read(pieces: readonly Uint8Array[], limits = { maxBytes: 1000, maxJsonBytes: 500 }): { frames: Frame[]; broken: Error | null } {
  const found: Frame[] = []
  let broken: Error | null = null
  const push = frameReader({ secret, ...limits, onFrame: (frame) => found.push(frame), onBroken: (error) => (broken = error) })
  for (const piece of pieces) push(piece)
  return { frames: found, broken }
}

describe('frames', () => {
  it.each([1, 7, 16, 1000])('come out as they went in, cut into pieces of %d bytes', (size) => {
    const bytes = stream(frames)
    const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) => bytes.subarray(index * size, (index + 1) * size))
    const { frames: found, broken } = read(pieces)
    expect(broken).toBeNull()
    expect(found.map(({ run, json, parts }) => ({ run, json: json.trim(), parts: parts.map((part) => [...part]) }))).toEqual(
      frames.map(({ run, json, parts }) => ({ run, json, parts: parts.map((part) => [...part]) })),
    )
  })

  it('have their parts at multiples of 8, where numbers can be read in place', () => {
    const [, second] = read([stream(frames)]).frames
    expect(second?.parts.map((part) => part.byteOffset % 8)).toEqual([0, 0, 0])
  })

  it('of somebody who does not know the secret break the stream, and nothing after them is heard', () => {
    const forged = Uint8Array.from(encodeFrame({ run: 1, json: '{"is":"done"}', parts: [] }, new Uint8Array(16)).flatMap((piece) => [...piece]))
    const { frames: found, broken } = read([stream(frames.slice(0, 1)), forged, stream(frames)])
    expect(found.length).toBe(1)
    expect(broken).toBeInstanceOf(BrokenStream)
  })

  it('that are too large are not waited for', () => {
    expect(read([stream([{ run: 1, json: 'x'.repeat(501), parts: [] }]).subarray(0, 40)]).broken).toBeInstanceOf(FrameTooLarge)
    expect(read([stream([{ run: 1, json: '', parts: [new Uint8Array(2000)] }]).subarray(0, 40)]).broken).toBeInstanceOf(FrameTooLarge)
  })
})
