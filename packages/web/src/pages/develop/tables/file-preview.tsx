import { Alert, Button, Checkbox, Code, Fieldset, Group, Paper, Stack, Text, Title } from '@mantine/core'
import { IconAlertTriangle } from '@tabler/icons-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { ProposedFile, ProposedJoin } from '../../../api/table-models.ts'
import { Code as CodeText } from '../../../components/code.tsx'
import classes from './model-tables.module.css'

type Props = {
  file: ProposedFile
  isOpen: boolean
  /** Ids of joins that are not wanted. */
  withoutJoins: readonly string[]
  /** Takes the table back that was picked. */
  onRemove: () => void
  onJoin: (join: ProposedJoin, isLeftOut: boolean) => void
}

/** A model file that would be written: what is in its way, its joins with a box each, and its text. */
export function FilePreview({ file, isOpen, withoutJoins, onRemove, onJoin }: Props) {
  const { t } = useTranslation()
  const [open, setOpen] = useState(isOpen)
  const { path, table, joins, problems, takenBy, model } = file
  const yaml = file.text.trimEnd()
  return (
    <Paper withBorder radius="md" p="md" component="section" aria-label={path}>
      <Group justify="space-between" align="flex-start" gap="xs" wrap="nowrap">
        <div className={classes['path'] ?? ''}>
          <Title order={3} size="h6">
            {path}
          </Title>
          <Text size="xs" c="dimmed">
            {t('modelTables.ofTable', { table })}
          </Text>
        </div>
        <Button size="compact-xs" variant="subtle" color="gray" flex="none" aria-label={t('modelTables.leaveOutOf', { table })} onClick={onRemove}>
          {t('modelTables.leaveOut')}
        </Button>
      </Group>
      {takenBy !== null && (
        <Alert mt="xs" color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={t('modelTables.taken', { model, file: takenBy })}>
          {t('modelTables.takenMend')}
        </Alert>
      )}
      {takenBy === null && problems.length > 0 && (
        <Alert mt="xs" color="red" variant="light" icon={<IconAlertTriangle size={18} />} title={t('modelTables.problems', { count: problems.length })}>
          <ul className={classes['list']}>
            {problems.map(({ line, message, hint }, index) => (
              <li key={index}>
                {t('develop.problemAt', { line })}: {message} {hint}
              </li>
            ))}
          </ul>
        </Alert>
      )}
      {joins.length > 0 && (
        <Fieldset mt="sm" p="sm" legend={t('modelTables.joins')}>
          <Stack gap="xs">
            {joins.map((join) => (
              <Checkbox
                key={join.id}
                checked={!withoutJoins.includes(join.id)}
                onChange={(event) => onJoin(join, !event.currentTarget.checked)}
                label={t('modelTables.join', { from: join.columns.join(', '), to: join.references.map((column) => `${join.table}.${column}`).join(', ') })}
                description={t(`modelTables.origin.${join.origin}`, { relationship: join.relationship })}
                styles={{ label: { overflowWrap: 'anywhere' } }}
              />
            ))}
          </Stack>
        </Fieldset>
      )}
      <details open={open} onToggle={(event) => setOpen(event.currentTarget.open)}>
        <summary className={classes['summary']}>
          {t('modelTables.text')} <Code>{t('modelTables.lines', { count: yaml.split('\n').length })}</Code>
        </summary>
        {open && <CodeText label={t('develop.editor', { path })} language="yaml" value={yaml} lineNumbers maxHeight={340} />}
      </details>
    </Paper>
  )
}
