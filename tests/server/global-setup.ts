/** Nothing to prepare yet: each server test starts what it needs. */
export function setup(): void {}
