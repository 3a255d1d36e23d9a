import { cellKinds, kindLabel, type CellKind } from '@atrium/documents'
import { Menu, Text } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { useLanguage } from '../../../i18n/language.ts'

/** Kinds of cells in a menu, each with what it does. */
export function CellKindItems({ onPick }: { onPick: (kind: CellKind) => void }) {
  const { t } = useTranslation()
  const { locale } = useLanguage()
  return cellKinds.map((kind) => {
    const name = kindLabel(kind, locale)
    const hint = t(`notebooks.kindHints.${kind}`)
    return (
      <Menu.Item key={kind} py={5} aria-label={name} aria-description={hint} onClick={() => onPick(kind)}>
        {name}
        <Text component="span" size="xs" c="dimmed" ms={8}>
          {hint}
        </Text>
      </Menu.Item>
    )
  })
}
