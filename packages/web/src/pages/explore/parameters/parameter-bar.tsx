import { Group, Paper } from '@mantine/core'
import { useTranslation } from 'react-i18next'
import { parameterChoices } from '../../../explore/parameter-choice.ts'
import { useExplore } from '../explore-context.ts'
import { ParameterField } from './parameter-field.tsx'

/** What the picked fields let people choose; not there when they let them choose nothing. */
export function ParameterBar() {
  const { t } = useTranslation()
  const { projectUuid, explore, state, editAndRun } = useExplore()
  const choices = parameterChoices(explore, state.metricQuery)
  if (choices.length === 0) return null
  return (
    <Paper withBorder radius="md" component="section" aria-label={t('parameters.title')} px="sm" py="xs" style={{ flex: 'none' }}>
      <Group gap="md" align="flex-start">
        {choices.map((choice) => (
          <ParameterField
            key={choice.name}
            projectUuid={projectUuid}
            choice={choice}
            onChange={(values) => editAndRun({ type: 'set-parameter', name: choice.name, values })}
          />
        ))}
      </Group>
    </Paper>
  )
}
