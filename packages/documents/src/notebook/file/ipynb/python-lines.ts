const part =
  /'''(?:\\[\s\S]|[^\\])*?(?:'''|$)|"""(?:\\[\s\S]|[^\\])*?(?:"""|$)|'(?:\\[\s\S]|[^'\\\n])*'?|"(?:\\[\s\S]|[^"\\\n])*"?|#[^\n]*|\\\r?\n|[^'"#\\()[\]{}\n]+|[\s\S]/y
const command = /(?:[^\n]*\\\r?\n)*[^\n]*\n?/y

/**
 * Python in its statements, each with the lines that it goes on in: within brackets, in long texts, behind a backslash. A line that
 * `isCommand` says is for Jupyter goes on behind a backslash only. Together they are the text that was given.
 */
export function pythonLines(code: string, isCommand: (line: string) => boolean): string[] {
  const lines: string[] = []
  for (let from = 0; from < code.length;) {
    const newLine = code.indexOf('\n', from)
    const to = isCommand(code.slice(from, newLine === -1 ? undefined : newLine)) ? endOf(command, code, from) : endOfStatement(code, from)
    lines.push(code.slice(from, to))
    from = to
  }
  return lines
}

function endOf(pattern: RegExp, code: string, from: number): number {
  pattern.lastIndex = from
  return from + (pattern.exec(code)?.[0].length ?? code.length)
}

function endOfStatement(code: string, from: number): number {
  let depth = 0
  for (let at = from; at < code.length;) {
    const sign = code[at]
    if (sign === '(' || sign === '[' || sign === '{') depth++
    else if (sign === ')' || sign === ']' || sign === '}') depth--
    else if (sign === '\n' && depth <= 0) return at + 1
    at = endOf(part, code, at)
  }
  return code.length
}
