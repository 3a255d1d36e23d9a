/** `identity.updateMemberRole` as words: "Update member role". The noun is said where the verb does not say it. */
export function operationLabel(operation: string): string {
  const [noun = '', verb = ''] = operation.split('.')
  const words = verb
    .replaceAll(/([a-z])([A-Z])/g, '$1 $2')
    .replaceAll('_', ' ')
    .toLowerCase()
  const text = noun === 'identity' || words.includes(' ') ? words : `${words} ${noun.replaceAll('_', ' ')}`
  return text.charAt(0).toUpperCase() + text.slice(1)
}
