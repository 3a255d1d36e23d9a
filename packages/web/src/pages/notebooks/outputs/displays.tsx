import { plainValue } from '@atrium/documents'
import { Stack, Text } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import type { Outcome } from '../../../api/app-sessions.ts'
import classes from './outputs.module.css'
import { ValueTree } from './value-tree.tsx'

/** What a cell of code printed and showed, in its order. */
export function Displays({ outcome: { displays, text, textCut }, renderTable }: { outcome: Outcome; renderTable: (place: number) => ReactNode }) {
  const { t } = useTranslation()
  return (
    <Stack gap="xs">
      {text !== '' && <Printed text={text} />}
      {textCut && (
        <Text size="xs" c="dimmed">
          {t('appSession.textCut')}
        </Text>
      )}
      {displays.map((display, place) => {
        switch (display.kind) {
          case 'text':
            // oxlint-disable-next-line react/no-array-index-key -- what was shown is its place
            return <Printed key={place} text={display.text} />
          case 'value':
            // oxlint-disable-next-line react/no-array-index-key -- what was shown is its place
            return <ValueTree key={place} value={plainValue(display.value)} isOpen />
          case 'table':
            // oxlint-disable-next-line react/no-array-index-key -- what was shown is its place
            return <div key={place}>{renderTable(place)}</div>
        }
      })}
    </Stack>
  )
}

const Printed = ({ text }: { text: string }) => {
  const { t } = useTranslation()
  return (
    // A scrolling region must be reachable by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <pre className={classes['printed']} tabIndex={0} role="region" aria-label={t('appSession.printed')}>
      {text}
    </pre>
  )
}
