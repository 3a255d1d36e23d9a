import type access from '../../i18n/access.json'

type ActionKey = keyof (typeof access)['actions']

/** The text of an action of the rules: that every one has a text, and only those, is checked beside the rules (`tests/house`). */
export const actionText = (action: string): `actions.${ActionKey}` => `actions.${action.replace('.', '_') as ActionKey}`
