var __getOwnPropNames = Object.getOwnPropertyNames;
var __commonJS = (cb, mod) => function __require() {
  try {
    return mod || (0, cb[__getOwnPropNames(cb)[0]])((mod = { exports: {} }).exports, mod), mod.exports;
  } catch (e) {
    throw mod = 0, e;
  }
};

// node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/ucs2length.js
var require_ucs2length = __commonJS({
  "node_modules/.pnpm/ajv@8.20.0/node_modules/ajv/dist/runtime/ucs2length.js"(exports) {
    "use strict";
    Object.defineProperty(exports, "__esModule", { value: true });
    function ucs2length(str) {
      const len = str.length;
      let length = 0;
      let pos = 0;
      let value;
      while (pos < len) {
        length++;
        value = str.charCodeAt(pos++);
        if (value >= 55296 && value <= 56319 && pos < len) {
          value = str.charCodeAt(pos);
          if ((value & 64512) === 56320)
            pos++;
        }
      }
      return length;
    }
    exports.default = ucs2length;
    ucs2length.code = 'require("ajv/dist/runtime/ucs2length").default';
  }
});

// schema:MailRequested
var isMailRequested = validate20;
var schema31 = { "$schema": "https://json-schema.org/draft/2020-12/schema", "$id": "https://orderflow.dev/schemas/messages/mail.json", "title": "MailRequested", "description": "Message of the mails queue: a state of the onboarding workflow that waits until its mail is sent.", "type": "object", "required": ["mail", "subject", "taskToken"], "properties": { "mail": { "enum": ["SendWelcome", "SendReminder"] }, "subject": { "description": "Who it is about: what the state hands on to the next one.", "type": "object", "required": ["userId", "correlationId"], "properties": { "userId": { "$ref": "../common.json#/$defs/userId" }, "attempt": { "type": "integer", "minimum": 1 }, "correlationId": { "type": "string", "minLength": 1, "maxLength": 128 }, "traceparent": { "type": "string" }, "tracestate": { "type": "string" } } }, "taskToken": { "type": "string", "minLength": 1, "maxLength": 2048 } }, "additionalProperties": false };
var schema33 = { "description": "The caller's `sub`; opaque. Not one that a path means something else by.", "type": "string", "minLength": 1, "maxLength": 128, "not": { "enum": [".", "..", "me", "confirm"] }, "x-message": "must be 1 to 128 characters, and not one of: . .. me confirm" };
var func1 = require_ucs2length().default;
function validate20(data, { instancePath = "", parentData, parentDataProperty, rootData = data, dynamicAnchors = {} } = {}) {
  ;
  let vErrors = null;
  let errors = 0;
  const evaluated0 = validate20.evaluated;
  if (evaluated0.dynamicProps) {
    evaluated0.props = void 0;
  }
  if (evaluated0.dynamicItems) {
    evaluated0.items = void 0;
  }
  if (data && typeof data == "object" && !Array.isArray(data)) {
    if (data.mail === void 0) {
      const err0 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "mail" }, message: "must have required property 'mail'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err0];
      } else {
        vErrors.push(err0);
      }
      errors++;
    }
    if (data.subject === void 0) {
      const err1 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "subject" }, message: "must have required property 'subject'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err1];
      } else {
        vErrors.push(err1);
      }
      errors++;
    }
    if (data.taskToken === void 0) {
      const err2 = { instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: "taskToken" }, message: "must have required property 'taskToken'", schema: schema31.required, parentSchema: schema31, data };
      if (vErrors === null) {
        vErrors = [err2];
      } else {
        vErrors.push(err2);
      }
      errors++;
    }
    for (const key0 in data) {
      if (!(key0 === "mail" || key0 === "subject" || key0 === "taskToken")) {
        const err3 = { instancePath, schemaPath: "#/additionalProperties", keyword: "additionalProperties", params: { additionalProperty: key0 }, message: "must NOT have additional properties", schema: false, parentSchema: schema31, data };
        if (vErrors === null) {
          vErrors = [err3];
        } else {
          vErrors.push(err3);
        }
        errors++;
      }
    }
    if (data.mail !== void 0) {
      let data0 = data.mail;
      if (!(data0 === "SendWelcome" || data0 === "SendReminder")) {
        const err4 = { instancePath: instancePath + "/mail", schemaPath: "#/properties/mail/enum", keyword: "enum", params: { allowedValues: schema31.properties.mail.enum }, message: "must be equal to one of the allowed values", schema: schema31.properties.mail.enum, parentSchema: schema31.properties.mail, data: data0 };
        if (vErrors === null) {
          vErrors = [err4];
        } else {
          vErrors.push(err4);
        }
        errors++;
      }
    }
    if (data.subject !== void 0) {
      let data1 = data.subject;
      if (data1 && typeof data1 == "object" && !Array.isArray(data1)) {
        if (data1.userId === void 0) {
          const err5 = { instancePath: instancePath + "/subject", schemaPath: "#/properties/subject/required", keyword: "required", params: { missingProperty: "userId" }, message: "must have required property 'userId'", schema: schema31.properties.subject.required, parentSchema: schema31.properties.subject, data: data1 };
          if (vErrors === null) {
            vErrors = [err5];
          } else {
            vErrors.push(err5);
          }
          errors++;
        }
        if (data1.correlationId === void 0) {
          const err6 = { instancePath: instancePath + "/subject", schemaPath: "#/properties/subject/required", keyword: "required", params: { missingProperty: "correlationId" }, message: "must have required property 'correlationId'", schema: schema31.properties.subject.required, parentSchema: schema31.properties.subject, data: data1 };
          if (vErrors === null) {
            vErrors = [err6];
          } else {
            vErrors.push(err6);
          }
          errors++;
        }
        if (data1.userId !== void 0) {
          let data2 = data1.userId;
          const _errs8 = errors;
          const _errs9 = errors;
          if (!(data2 === "." || data2 === ".." || data2 === "me" || data2 === "confirm")) {
            const err7 = {};
            if (vErrors === null) {
              vErrors = [err7];
            } else {
              vErrors.push(err7);
            }
            errors++;
          }
          var valid3 = _errs9 === errors;
          if (valid3) {
            const err8 = { instancePath: instancePath + "/subject/userId", schemaPath: "../common.json#/$defs/userId/not", keyword: "not", params: {}, message: "must NOT be valid", schema: schema33.not, parentSchema: schema33, data: data2 };
            if (vErrors === null) {
              vErrors = [err8];
            } else {
              vErrors.push(err8);
            }
            errors++;
          } else {
            errors = _errs8;
            if (vErrors !== null) {
              if (_errs8) {
                vErrors.length = _errs8;
              } else {
                vErrors = null;
              }
            }
          }
          if (typeof data2 === "string") {
            if (func1(data2) > 128) {
              const err9 = { instancePath: instancePath + "/subject/userId", schemaPath: "../common.json#/$defs/userId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters", schema: 128, parentSchema: schema33, data: data2 };
              if (vErrors === null) {
                vErrors = [err9];
              } else {
                vErrors.push(err9);
              }
              errors++;
            }
            if (func1(data2) < 1) {
              const err10 = { instancePath: instancePath + "/subject/userId", schemaPath: "../common.json#/$defs/userId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema33, data: data2 };
              if (vErrors === null) {
                vErrors = [err10];
              } else {
                vErrors.push(err10);
              }
              errors++;
            }
          } else {
            const err11 = { instancePath: instancePath + "/subject/userId", schemaPath: "../common.json#/$defs/userId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema33.type, parentSchema: schema33, data: data2 };
            if (vErrors === null) {
              vErrors = [err11];
            } else {
              vErrors.push(err11);
            }
            errors++;
          }
        }
        if (data1.attempt !== void 0) {
          let data3 = data1.attempt;
          if (!(typeof data3 == "number" && (!(data3 % 1) && !isNaN(data3)) && isFinite(data3))) {
            const err12 = { instancePath: instancePath + "/subject/attempt", schemaPath: "#/properties/subject/properties/attempt/type", keyword: "type", params: { type: "integer" }, message: "must be integer", schema: schema31.properties.subject.properties.attempt.type, parentSchema: schema31.properties.subject.properties.attempt, data: data3 };
            if (vErrors === null) {
              vErrors = [err12];
            } else {
              vErrors.push(err12);
            }
            errors++;
          }
          if (typeof data3 == "number" && isFinite(data3)) {
            if (data3 < 1 || isNaN(data3)) {
              const err13 = { instancePath: instancePath + "/subject/attempt", schemaPath: "#/properties/subject/properties/attempt/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1", schema: 1, parentSchema: schema31.properties.subject.properties.attempt, data: data3 };
              if (vErrors === null) {
                vErrors = [err13];
              } else {
                vErrors.push(err13);
              }
              errors++;
            }
          }
        }
        if (data1.correlationId !== void 0) {
          let data4 = data1.correlationId;
          if (typeof data4 === "string") {
            if (func1(data4) > 128) {
              const err14 = { instancePath: instancePath + "/subject/correlationId", schemaPath: "#/properties/subject/properties/correlationId/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters", schema: 128, parentSchema: schema31.properties.subject.properties.correlationId, data: data4 };
              if (vErrors === null) {
                vErrors = [err14];
              } else {
                vErrors.push(err14);
              }
              errors++;
            }
            if (func1(data4) < 1) {
              const err15 = { instancePath: instancePath + "/subject/correlationId", schemaPath: "#/properties/subject/properties/correlationId/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema31.properties.subject.properties.correlationId, data: data4 };
              if (vErrors === null) {
                vErrors = [err15];
              } else {
                vErrors.push(err15);
              }
              errors++;
            }
          } else {
            const err16 = { instancePath: instancePath + "/subject/correlationId", schemaPath: "#/properties/subject/properties/correlationId/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.subject.properties.correlationId.type, parentSchema: schema31.properties.subject.properties.correlationId, data: data4 };
            if (vErrors === null) {
              vErrors = [err16];
            } else {
              vErrors.push(err16);
            }
            errors++;
          }
        }
        if (data1.traceparent !== void 0) {
          let data5 = data1.traceparent;
          if (typeof data5 !== "string") {
            const err17 = { instancePath: instancePath + "/subject/traceparent", schemaPath: "#/properties/subject/properties/traceparent/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.subject.properties.traceparent.type, parentSchema: schema31.properties.subject.properties.traceparent, data: data5 };
            if (vErrors === null) {
              vErrors = [err17];
            } else {
              vErrors.push(err17);
            }
            errors++;
          }
        }
        if (data1.tracestate !== void 0) {
          let data6 = data1.tracestate;
          if (typeof data6 !== "string") {
            const err18 = { instancePath: instancePath + "/subject/tracestate", schemaPath: "#/properties/subject/properties/tracestate/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.subject.properties.tracestate.type, parentSchema: schema31.properties.subject.properties.tracestate, data: data6 };
            if (vErrors === null) {
              vErrors = [err18];
            } else {
              vErrors.push(err18);
            }
            errors++;
          }
        }
      } else {
        const err19 = { instancePath: instancePath + "/subject", schemaPath: "#/properties/subject/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.properties.subject.type, parentSchema: schema31.properties.subject, data: data1 };
        if (vErrors === null) {
          vErrors = [err19];
        } else {
          vErrors.push(err19);
        }
        errors++;
      }
    }
    if (data.taskToken !== void 0) {
      let data7 = data.taskToken;
      if (typeof data7 === "string") {
        if (func1(data7) > 2048) {
          const err20 = { instancePath: instancePath + "/taskToken", schemaPath: "#/properties/taskToken/maxLength", keyword: "maxLength", params: { limit: 2048 }, message: "must NOT have more than 2048 characters", schema: 2048, parentSchema: schema31.properties.taskToken, data: data7 };
          if (vErrors === null) {
            vErrors = [err20];
          } else {
            vErrors.push(err20);
          }
          errors++;
        }
        if (func1(data7) < 1) {
          const err21 = { instancePath: instancePath + "/taskToken", schemaPath: "#/properties/taskToken/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters", schema: 1, parentSchema: schema31.properties.taskToken, data: data7 };
          if (vErrors === null) {
            vErrors = [err21];
          } else {
            vErrors.push(err21);
          }
          errors++;
        }
      } else {
        const err22 = { instancePath: instancePath + "/taskToken", schemaPath: "#/properties/taskToken/type", keyword: "type", params: { type: "string" }, message: "must be string", schema: schema31.properties.taskToken.type, parentSchema: schema31.properties.taskToken, data: data7 };
        if (vErrors === null) {
          vErrors = [err22];
        } else {
          vErrors.push(err22);
        }
        errors++;
      }
    }
  } else {
    const err23 = { instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object", schema: schema31.type, parentSchema: schema31, data };
    if (vErrors === null) {
      vErrors = [err23];
    } else {
      vErrors.push(err23);
    }
    errors++;
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": true, "dynamicProps": false, "dynamicItems": false };
export {
  isMailRequested
};
