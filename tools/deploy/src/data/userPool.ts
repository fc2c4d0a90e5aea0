import {
  CognitoIdentityProviderClient,
  DeleteUserPoolCommand,
  ListUsersCommand,
  UpdateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import type { DataStore } from './dataStore.ts';

const cognito = new CognitoIdentityProviderClient({});

export const userPool = (UserPoolId: string): DataStore => ({
  name: `user pool ${UserPoolId}`,
  takesName: false,

  async holdsData() {
    const { Users = [] } = await cognito.send(new ListUsersCommand({ UserPoolId, Limit: 1 }));
    return Users.length > 0;
  },

  async release() {
    await cognito.send(new UpdateUserPoolCommand({ UserPoolId, DeletionProtection: 'INACTIVE' }));
  },

  async delete() {
    await cognito.send(new DeleteUserPoolCommand({ UserPoolId }));
  },
});
