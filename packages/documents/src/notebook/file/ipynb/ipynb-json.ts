/** The JSON of a notebook as data, or why it is none, as a sentence. */
export type IpynbJson = { value: unknown } | { problem: string }

/** Levels that a notebook is nested; bodies of requests have no more. */
const mostLevels = 64

/** Reads the text of an `.ipynb`. Python writes NaN and Infinity, which JSON does not know: they become null. Never throws. */
export function ipynbJson(given: string): IpynbJson {
  const text = given.startsWith('\uFEFF') ? given.slice(1) : given
  const reason = whyNone(text)
  if (reason !== null) return { problem: reason }
  try {
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    try {
      return { value: JSON.parse(withoutNumbersOfPython(text)) as unknown }
    } catch {
      return { problem: `This is no notebook of Jupyter that can be read: its JSON is broken. ${error instanceof Error ? placed(error.message, text) : ''}.` }
    }
  }
}

/** Editors show lines. */
const placed = (message: string, text: string): string =>
  message.replace(/in JSON at position (\d+)(?: \(.*\))?/, (_, offset: string) => `in line ${lineAt(text, Number(offset))}`)

/** What people send by mistake. */
function whyNone(text: string): string | null {
  if (text.trim() === '') return 'The file is empty.'
  if (/^\s*</.test(text)) return 'This is a page of HTML, no notebook. Download the notebook itself: where it is shown, that is often called “Raw”.'
  const conflict = /^<{7} /m.exec(text)
  if (conflict !== null) return `Line ${lineAt(text, conflict.index)}: two versions of the file stand in it side by side. Merge them first.`
  const deep = tooDeepAt(text)
  return deep === null ? null : `Line ${lineAt(text, deep)}: the file is nested deeper than ${mostLevels} levels.`
}

const lineAt = (text: string, offset: number): number => text.slice(0, offset).split('\n').length

/** Recursive code must not meet what is nested deeper. */
function tooDeepAt(text: string): number | null {
  let depth = 0
  for (let at = 0; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (sign === 0x22) at = endOfText(text, at) - 1
    else if (sign === 0x7b || sign === 0x5b) {
      if (++depth > mostLevels) return at
    } else if (sign === 0x7d || sign === 0x5d) depth--
  }
  return null
}

/** Texts are passed over, so words in them stay. */
function withoutNumbersOfPython(text: string): string {
  const stops = /"|-?\b(?:NaN|Infinity)\b/g
  let written = ''
  let from = 0
  for (let stop = stops.exec(text); stop !== null; stop = stops.exec(text)) {
    if (stop[0] === '"') stops.lastIndex = endOfText(text, stop.index)
    else {
      written += `${text.slice(from, stop.index)}null`
      from = stops.lastIndex
    }
  }
  return written + text.slice(from)
}

/** Behind the text that begins at `quote`; one without an end goes on to the end. */
function endOfText(text: string, quote: number): number {
  for (let at = quote + 1; at < text.length; at++) {
    const sign = text.charCodeAt(at)
    if (sign === 0x5c) at++
    else if (sign === 0x22) return at + 1
  }
  return text.length
}
