/** What models can write after `ld.attr.`. */
const attributeName = /^[a-z_][a-z0-9_]*$/

/** Whether a name can be used in models. */
export const isAttributeName = (name: string): boolean => attributeName.test(name)
