/** Things in as few lists as there have to be, for each to have at most so many bytes as JSON; one that is longer by itself has its own. */
export function inWords<T>(things: readonly T[], mostBytes: number): T[][] {
  const words: T[][] = []
  let left = 0
  for (const thing of things) {
    // With the comma.
    const bytes = Buffer.byteLength(JSON.stringify(thing)) + 1
    const word = words.at(-1)
    if (word === undefined || bytes > left) {
      words.push([thing])
      left = mostBytes - bytes
    } else {
      word.push(thing)
      left -= bytes
    }
  }
  return words
}
