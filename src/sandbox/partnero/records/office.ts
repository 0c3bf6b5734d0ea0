/** Somebody whom a partner proposed. */
export interface Lead {
  readonly id: number;
  status: "submitted" | "converted" | "rejected";
  readonly name: string;
  readonly email: string;
  readonly partner: string;
  readonly answers: Readonly<Record<string, string>>;
  convertedTo: string | null;
  readonly createdAt: string;
}

/** A partner asks for the money. */
export interface PayoutRequest {
  readonly id: number;
  status: string;
  readonly partner: string;
  readonly amount: number;
  readonly units: string;
  readonly gateway: string;
  readonly createdAt: string;
  updatedAt: string;
}

/** A webhook; its signature is the secret and can be read again. */
export interface Hook {
  readonly key: string;
  name: string;
  url: string;
  isActive: boolean;
  readonly signature: string;
  events: readonly string[];
  readonly createdAt: string;
}
