// The store's signed objects other than bundles and manifests, one header each, and what they
// have in common (FORMAT.md §8): label, clinic id, version, fields, signature. An object's name in
// the store is the hash of its bytes.
#pragma once

#include "crypto/admission.h"
#include "crypto/attention.h"
#include "crypto/endorsement.h"
#include "crypto/ledger_part.h"
#include "crypto/mark.h"
#include "crypto/object_common.h"
#include "crypto/passed_key.h"
#include "crypto/receipt.h"
#include "crypto/revocation.h"
#include "crypto/tombstone.h"
