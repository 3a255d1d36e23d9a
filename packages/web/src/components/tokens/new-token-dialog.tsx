import { Modal, Skeleton, Switch, TextInput } from '@mantine/core'
import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { tokenRulesQuery, type NewToken, type OwnerKind, type TokenRules, type TokenWish } from '../../api/tokens.ts'
import { DialogForm } from '../dialog-form.tsx'
import { QueryBoundary } from '../query-boundary.tsx'
import { LifetimeSelect } from './lifetime-select.tsx'
import { endAfter, preferredLifetime } from './lifetimes.ts'
import { ScopeSelect } from './scope-select.tsx'

type Props = {
  /** Whose token: those of service accounts always have scopes. */
  owner: OwnerKind
  description?: string
  scopes?: readonly string[]
  create: (wish: TokenWish) => Promise<NewToken>
  onMade: (token: NewToken) => Promise<void>
  onClose: () => void
}

/** Asks what a token is for, what it reaches and how long it lives. */
export function NewTokenDialog(props: Props) {
  const { t } = useTranslation()
  const rules = useQuery(tokenRulesQuery)
  return (
    <Modal opened onClose={props.onClose} title={t('profile.newToken')}>
      <QueryBoundary query={rules} failed={t('tokens.rulesFailed')} skeleton={<Skeleton height={180} />}>
        {(known) => <NewTokenForm {...props} rules={known} />}
      </QueryBoundary>
    </Modal>
  )
}

function NewTokenForm({ owner, description: given = '', scopes: givenScopes = [], create, onMade, onClose, rules }: Props & { rules: TokenRules }) {
  const { t } = useTranslation()
  const [description, setDescription] = useState(given)
  const [days, setDays] = useState<number | null>(preferredLifetime(rules[owner]))
  const [isNarrow, setNarrow] = useState(owner === 'service')
  const [scopes, setScopes] = useState([...givenScopes])
  const make = async (): Promise<void> => {
    await onMade(await create({ description: description.trim(), expiresAt: endAfter(days), scopes: isNarrow ? scopes : null }))
  }
  return (
    <DialogForm
      submit={t('profile.newToken')}
      disabled={description.trim() === '' || (isNarrow && scopes.length === 0)}
      onSubmit={make}
      failed={t('profile.createFailed')}
      onClose={onClose}
    >
      <TextInput
        label={t('profile.description')}
        value={description}
        onChange={(event) => setDescription(event.currentTarget.value)}
        maxLength={200}
        required
      />
      {owner === 'person' && (
        <Switch
          label={t('tokens.narrow')}
          description={t('tokens.narrowHint')}
          checked={isNarrow}
          onChange={(event) => setNarrow(event.currentTarget.checked)}
        />
      )}
      {isNarrow && <ScopeSelect scopes={rules.scopes} value={scopes} onChange={setScopes} />}
      <LifetimeSelect rule={rules[owner]} value={days} onChange={setDays} />
    </DialogForm>
  )
}
