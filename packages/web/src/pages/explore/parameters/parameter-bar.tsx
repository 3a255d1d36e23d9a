import { ActionIcon, Group, Paper, Text, Tooltip } from '@mantine/core'
import { IconRestore } from '@tabler/icons-react'
import type { ParameterValue } from '@atrium/semantic'
import { useTranslation } from 'react-i18next'
import { parameterChoices, type ParameterChoice } from '../../../explore/parameter-choice.ts'
import { useExplore } from '../explore-context.ts'
import { ParameterInput } from './parameter-input.tsx'

/** What the picked fields let people choose; not there when they let them choose nothing. */
export function ParameterBar() {
  const { t } = useTranslation()
  const { explore, state, editAndRun } = useExplore()
  const choices = parameterChoices(explore, state.metricQuery)
  if (choices.length === 0) return null
  return (
    <Paper withBorder radius="md" component="section" aria-label={t('parameters.title')} px="sm" py="xs" style={{ flex: 'none' }}>
      <Group gap="md" align="flex-start">
        {choices.map((choice) => (
          <OneParameter key={choice.name} choice={choice} onChange={(values) => editAndRun({ type: 'set-parameter', name: choice.name, values })} />
        ))}
      </Group>
    </Paper>
  )
}

function OneParameter({ choice, onChange }: { choice: ParameterChoice; onChange: (values: ParameterValue[]) => void }) {
  const { t } = useTranslation()
  const { parameter, values, isChosen } = choice
  return (
    <div style={{ minWidth: 180, maxWidth: 420, flex: '0 1 240px' }}>
      <Group gap={4} align="flex-end" wrap="nowrap">
        <div style={{ flex: 1, minWidth: 0 }}>
          <ParameterInput choice={choice} onChange={onChange} />
        </div>
        <Tooltip label={t('parameters.reset', { name: parameter.label })}>
          <ActionIcon
            size={30}
            variant="subtle"
            color="gray"
            aria-label={t('parameters.reset', { name: parameter.label })}
            // Its place is kept: what is beside it must not move under a click.
            style={{ visibility: isChosen ? 'visible' : 'hidden' }}
            onClick={() => onChange([])}
          >
            <IconRestore size={16} aria-hidden />
          </ActionIcon>
        </Tooltip>
      </Group>
      {values.length === 0 ? (
        <Text size="xs" c="orange.8" mt={2} role="status">
          {t('parameters.missing')}
        </Text>
      ) : (
        parameter.description !== undefined && (
          <Text size="xs" c="dimmed" mt={2}>
            {parameter.description}
          </Text>
        )
      )}
    </div>
  )
}
