/* SPDX-License-Identifier: AGPL-3.0-or-later */
#include "language/message-features.h"

const char *const feature_names[FEATURE_COUNT] = {
    [FEATURE_ASKS_FOR_JOB] = "asks_for_job",
    [FEATURE_GUILT] = "guilt",
    [FEATURE_PANIC] = "panic",
    [FEATURE_CREEPY] = "creepy",
    [FEATURE_SALES_PITCH] = "sales_pitch",
    [FEATURE_CONFIDENCE_BREACH] = "confidence_breach",
    [FEATURE_PLACEHOLDER] = "placeholder",
    [FEATURE_ASK] = "ask",
    [FEATURE_ASKS_MEETING] = "asks_meeting",
    [FEATURE_ASKS_INTRODUCTION] = "asks_introduction",
    [FEATURE_ASKS_REVIEW] = "asks_review",
    [FEATURE_ASKS_MORE] = "asks_more",
    [FEATURE_VAGUE] = "vague",
    [FEATURE_TOPIC] = "topic",
    [FEATURE_FORM] = "form",
    [FEATURE_REASON] = "reason",
    [FEATURE_VALUE] = "value",
    [FEATURE_DRINK] = "drink",
    [FEATURE_TREAT] = "treat",
    [FEATURE_ELSEWHERE] = "elsewhere",
    [FEATURE_CONTEXT] = "context",
    [FEATURE_THANKS] = "thanks",
    [FEATURE_WAY_OUT] = "way_out",
    [FEATURE_PURPOSE] = "purpose",
};
