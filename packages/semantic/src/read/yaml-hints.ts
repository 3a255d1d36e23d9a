const hints: Record<string, string> = {
  BAD_ALIAS: 'Define the anchor (&name) before its alias (*name).',
  BAD_DQ_ESCAPE: 'Write the text in single quotes, where a backslash is only a backslash.',
  BAD_INDENT: 'Give keys of one map, and items of one list, the same indentation.',
  BAD_SCALAR_START: 'Put the value in quotes: it begins with a sign that YAML reserves.',
  BLOCK_AS_IMPLICIT_KEY: 'Put the value in quotes if it holds ": ", or move what follows to a line of its own.',
  DUPLICATE_KEY: 'Remove or rename one of the two keys.',
  MISSING_CHAR: 'Close the quote or bracket, or put the value in quotes.',
  MULTILINE_IMPLICIT_KEY: 'End the line before with a colon if it is a key, or indent this line if it goes on.',
  MULTIPLE_DOCS: 'Put each document (---) in a file of its own.',
  NON_STRING_KEY: 'Write the key as one word before the colon.',
  TAB_AS_INDENT: 'Indent with spaces: YAML does not allow tabs there.',
  TAG_RESOLVE_FAILED: 'Remove the tag (!name): only plain text, numbers, true, false and null are read.',
  UNEXPECTED_TOKEN: 'Put the value in quotes, or check the indentation of this line.',
}

/** What to do about an error of the YAML parser. */
export function yamlHint(code: string): string {
  return hints[code] ?? 'Check the indentation and the quotes of this line.'
}
