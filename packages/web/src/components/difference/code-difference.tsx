import { diffLines, documentLines, type DiffLine } from '@atrium/documents'
import { Text, VisuallyHidden } from '@mantine/core'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import classes from './difference.module.css'

type Shown = DiffLine | { hidden: number }

/** Equal lines that are shown around a difference. */
const around = 3
const signs = { same: ' ', removed: '−', added: '+' } as const

/** Two documents as code, line by line; equal stretches are counted. */
export function CodeDifference({ before, after }: { before: object; after: object }) {
  const lines = useMemo(() => diffLines(documentLines(before), documentLines(after)), [before, after])
  return <LineDifference compared={lines} />
}

/** Two texts that were compared, line by line; equal stretches are counted. */
export function LineDifference({ compared }: { compared: readonly DiffLine[] }) {
  const { t } = useTranslation()
  const lines = useMemo(() => shownLines(compared), [compared])
  if (lines.length === 0) return <Text size="sm">{t('difference.same')}</Text>
  return (
    // Whoever cannot scroll with a wheel scrolls the code by keyboard.
    // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
    <div className={classes['code']} role="region" aria-label={t('difference.code')} tabIndex={0}>
      {lines.map((line, place) =>
        'hidden' in line ? (
          // oxlint-disable-next-line react/no-array-index-key -- the lines are what they are by their places
          <div key={place} className={classes['hidden']}>
            {t('difference.hidden', { count: line.hidden })}
          </div>
        ) : (
          // oxlint-disable-next-line react/no-array-index-key -- the same
          <div key={place} className={classes['line']} data-mark={line.mark}>
            <span aria-hidden>{signs[line.mark]}</span>
            {line.mark !== 'same' && <VisuallyHidden>{t(`difference.${line.mark}`)}: </VisuallyHidden>}
            <span>{line.text}</span>
          </div>
        ),
      )}
    </div>
  )
}

function shownLines(lines: readonly DiffLine[]): Shown[] {
  const isNear = lines.map((_, place) => lines.slice(Math.max(0, place - around), place + around + 1).some(({ mark }) => mark !== 'same'))
  if (!isNear.includes(true)) return []
  const shown: Shown[] = []
  for (const [place, line] of lines.entries()) {
    const last = shown.at(-1)
    if (isNear[place] === true) shown.push(line)
    else if (last !== undefined && 'hidden' in last) last.hidden += 1
    else shown.push({ hidden: 1 })
  }
  return shown
}
