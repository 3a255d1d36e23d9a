import { cellLabels, tellFailure, type CellFailure } from '@atrium/documents'
import { Alert, Anchor, Text } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useContext } from 'react'
import { useTranslation } from 'react-i18next'
import { WrittenContext } from '../notebook-context.ts'
import classes from './outputs.module.css'

type Props = { failure: CellFailure; /** Goes to the line where it happened. */ onLine?: ((line: number) => void) | undefined }

/** Why a cell has no answer, where in it, and what to do. */
export function FailureNote({ failure, onLine }: Props) {
  const { t, i18n } = useTranslation()
  const written = useContext(WrittenContext)
  const { line, problem } = failure
  const labels = problem === undefined || written === null ? undefined : cellLabels(written.document, i18n.language)
  const { message, hint } = tellFailure(failure, i18n.language, labels)
  // Engines mark a place in the line that they quote: below its letter only where all are as wide.
  const [said = message, quoted] = message.split(/\n(?=LINE \d+: .*\n *\^)/u)
  return (
    <Alert color="red" variant="light" p="xs" icon={<IconAlertTriangle size={18} />}>
      <Text size="sm" style={{ whiteSpace: 'pre-wrap', overflowWrap: 'anywhere' }}>
        {line !== null &&
          (onLine === undefined ? (
            <b>{t('appSession.atLine', { line })} </b>
          ) : (
            <Anchor component="button" type="button" size="sm" fw={600} me={4} onClick={() => onLine(line)}>
              {t('appSession.atLine', { line })}
            </Anchor>
          ))}
        {said.trimEnd()}
      </Text>
      {quoted !== undefined && (
        // A scrolling region must be reachable by keyboard.
        // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex
        <pre className={classes['quoted']} tabIndex={0}>
          {quoted}
        </pre>
      )}
      {hint !== null && (
        <Text size="sm" mt={4} style={{ overflowWrap: 'anywhere' }}>
          {hint}
        </Text>
      )}
    </Alert>
  )
}
