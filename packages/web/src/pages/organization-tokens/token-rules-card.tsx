import { Button, Group, NumberInput, SimpleGrid, Skeleton, Stack, Switch, Title } from '@mantine/core'
import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tokenRulesQuery, updateTokenRules, type TokenRule, type TokenRules } from '../../api/tokens.ts'
import { Card } from '../../components/card.tsx'
import { QueryBoundary } from '../../components/query-boundary.tsx'
import { toastDone, toastFailed } from '../../components/toast.ts'

/** How long tokens of people and of service accounts may live. */
export function TokenRulesCard() {
  const { t } = useTranslation()
  const rules = useQuery(tokenRulesQuery)
  return (
    <Card title={t('organizationTokens.rules')} text={t('organizationTokens.rulesText')}>
      <QueryBoundary query={rules} failed={t('tokens.rulesFailed')} skeleton={<Skeleton height={140} />}>
        {(known) => <RulesForm known={known} />}
      </QueryBoundary>
    </Card>
  )
}

function RulesForm({ known }: { known: TokenRules }) {
  const { t } = useTranslation()
  const queryClient = useQueryClient()
  const [person, setPerson] = useState(known.person)
  const [service, setService] = useState(known.service)
  const [busy, setBusy] = useState(false)
  const save = async (): Promise<void> => {
    setBusy(true)
    try {
      await updateTokenRules({ person, service })
      await queryClient.invalidateQueries({ queryKey: tokenRulesQuery.queryKey })
      toastDone(t('organizationTokens.saved'))
    } catch (error) {
      toastFailed(t('organizationTokens.saveFailed'), error)
    }
    setBusy(false)
  }
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault()
        void save()
      }}
    >
      <Stack gap="sm" maw={640}>
        <SimpleGrid cols={{ base: 1, sm: 2 }}>
          <RuleFields title={t('organizationTokens.person')} rule={person} onChange={setPerson} />
          <RuleFields title={t('organizationTokens.ofService')} rule={service} onChange={setService} />
        </SimpleGrid>
        <Group justify="flex-end">
          <Button type="submit" size="xs" loading={busy}>
            {t('organizationTokens.save')}
          </Button>
        </Group>
      </Stack>
    </form>
  )
}

/** A longest life means that there is an end. */
function RuleFields({ title, rule, onChange }: { title: string; rule: TokenRule; onChange: (rule: TokenRule) => void }) {
  const { t } = useTranslation()
  return (
    <Stack gap="xs" role="group" aria-label={title}>
      <Title order={3} size="h6">
        {title}
      </Title>
      <Switch
        label={t('organizationTokens.requires')}
        checked={rule.requiresExpiry || rule.maxDays !== null}
        disabled={rule.maxDays !== null}
        onChange={(event) => onChange({ ...rule, requiresExpiry: event.currentTarget.checked })}
      />
      <NumberInput
        label={t('organizationTokens.max')}
        description={t('organizationTokens.maxHint')}
        value={rule.maxDays ?? ''}
        min={1}
        max={3650}
        allowDecimal={false}
        clampBehavior="strict"
        onChange={(days) => onChange({ ...rule, maxDays: days === '' ? null : Number(days) })}
      />
    </Stack>
  )
}
