import { List, SegmentedControl, Stack, Text } from '@mantine/core'
import { useState, type ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { CodeDifference } from './code-difference.tsx'

type View = 'words' | 'look' | 'code'

type Props = {
  before: object
  after: object
  /** What changed, one sentence each. */
  changes: readonly string[]
  /** Both, side by side. */
  look: ReactNode
  /** What is shown first. */
  startWith?: View
}

/** Two states of a thing: what changed in words, how they look, and their code line by line. */
export function Difference({ before, after, changes, look, startWith = 'words' }: Props) {
  const { t } = useTranslation()
  const [view, setView] = useState<View>(startWith)
  return (
    <Stack gap="sm">
      <SegmentedControl
        size="xs"
        aria-label={t('difference.view')}
        value={view}
        onChange={setView}
        data={(['words', 'look', 'code'] as const).map((value) => ({ value, label: t(`difference.${value}`) }))}
        style={{ alignSelf: 'flex-start' }}
      />
      {view === 'words' &&
        (changes.length === 0 ? (
          <Text size="sm">{t('difference.none')}</Text>
        ) : (
          <List size="sm">
            {[...new Set(changes)].map((change) => (
              <List.Item key={change}>{change}</List.Item>
            ))}
          </List>
        ))}
      {view === 'look' && look}
      {view === 'code' && <CodeDifference before={before} after={after} />}
    </Stack>
  )
}
