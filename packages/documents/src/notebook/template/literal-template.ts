/** A template that says just this text: what its braces mean elsewhere, they do not mean here. */
export function literalTemplate(text: string): string {
  if (!/\{[{%#]/.test(text)) return text
  // What would end the raw part is cut in two.
  const parts = text.replaceAll(/\{%(?=-?\s*endraw)/g, '{{% endraw %}{% raw %}%')
  return `{% raw %}${parts}{% endraw %}`
}
