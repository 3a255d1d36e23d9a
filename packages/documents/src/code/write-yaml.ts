import { Document, Scalar, visit } from 'yaml'

/** A value as the text of a YAML file, which reads back as that value. Parts that are the same twice are written twice: who reads a file looks for no anchors. */
export function writeYaml(value: unknown): string {
  const document = new Document(value, { schema: 'core', aliasDuplicateObjects: false })
  visit(document, {
    Scalar(_key, node) {
      // Lines of white space alone are not what they were when they are written as lines.
      if (typeof node.value === 'string' && node.value.trim() === '') node.type = Scalar.QUOTE_DOUBLE
    },
  })
  return document.toString({ lineWidth: 0 })
}
