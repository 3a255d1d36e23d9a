/** Values that templates and code always have, with the names that notebooks of Hex know them by. */
export const builtInValues: Readonly<Record<string, 'user_email' | 'user_attributes' | 'is_scheduled' | 'run_context'>> = {
  user_email: 'user_email',
  user_attributes: 'user_attributes',
  is_scheduled: 'is_scheduled',
  run_context: 'run_context',
  hex_user_email: 'user_email',
  hex_user_attributes: 'user_attributes',
  hex_scheduled: 'is_scheduled',
  hex_run_context: 'run_context',
}

export const isBuiltIn = (name: string): boolean => Object.hasOwn(builtInValues, name)
