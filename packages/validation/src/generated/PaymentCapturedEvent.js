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

// schema:PaymentCapturedEvent
var isPaymentCapturedEvent = validate20;
var schema35 = { "description": "ISO 4217 alphabetic code in circulation.", "type": "string", "enum": ["AED", "AFN", "ALL", "AMD", "ANG", "AOA", "ARS", "AUD", "AWG", "AZN", "BAM", "BBD", "BDT", "BGN", "BHD", "BIF", "BMD", "BND", "BOB", "BRL", "BSD", "BTN", "BWP", "BYN", "BZD", "CAD", "CDF", "CHF", "CLP", "CNY", "COP", "CRC", "CUP", "CVE", "CZK", "DJF", "DKK", "DOP", "DZD", "EGP", "ERN", "ETB", "EUR", "FJD", "FKP", "GBP", "GEL", "GHS", "GIP", "GMD", "GNF", "GTQ", "GYD", "HKD", "HNL", "HTG", "HUF", "IDR", "ILS", "INR", "IQD", "IRR", "ISK", "JMD", "JOD", "JPY", "KES", "KGS", "KHR", "KMF", "KPW", "KRW", "KWD", "KYD", "KZT", "LAK", "LBP", "LKR", "LRD", "LSL", "LYD", "MAD", "MDL", "MGA", "MKD", "MMK", "MNT", "MOP", "MRU", "MUR", "MVR", "MWK", "MXN", "MYR", "MZN", "NAD", "NGN", "NIO", "NOK", "NPR", "NZD", "OMR", "PAB", "PEN", "PGK", "PHP", "PKR", "PLN", "PYG", "QAR", "RON", "RSD", "RUB", "RWF", "SAR", "SBD", "SCR", "SDG", "SEK", "SGD", "SHP", "SLE", "SOS", "SRD", "SSP", "STN", "SVC", "SYP", "SZL", "THB", "TJS", "TMT", "TND", "TOP", "TRY", "TTD", "TWD", "TZS", "UAH", "UGX", "USD", "UYU", "UZS", "VED", "VES", "VND", "VUV", "WST", "XAF", "XCD", "XCG", "XOF", "XPF", "YER", "ZAR", "ZMW", "ZWG"], "x-message": "must be an ISO 4217 currency code such as EUR" };
var schema36 = { "type": "string", "enum": ["PENDING", "AUTHORIZED", "DECLINED", "CAPTURED", "VOIDED", "REFUNDED", "PARTIALLY_REFUNDED"] };
var func1 = require_ucs2length().default;
var formats0 = /^(?!0000|0001-01-01T.*\+|9999-12-31T.*-\d\d:\d\d$)(?:\d{4}-(?:(?:0[13578]|1[02])-(?:0[1-9]|[12]\d|3[01])|(?:0[469]|11)-(?:0[1-9]|[12]\d|30)|02-(?:0[1-9]|1\d|2[0-8]))|(?:\d\d(?:0[48]|[2468][048]|[13579][26])|(?:[02468][048]|[13579][26])00)-02-29)T(?:[01]\d|2[0-3]):[0-5]\d:[0-5]\d(?:\.\d+)?(?:Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)$/;
var pattern4 = new RegExp("^[A-Za-z0-9_.:-]{1,128}$", "u");
var pattern5 = new RegExp("^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$", "u");
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
  if (errors === 0) {
    if (data && typeof data == "object" && !Array.isArray(data)) {
      let missing0;
      if (data.specversion === void 0 && (missing0 = "specversion") || data.id === void 0 && (missing0 = "id") || data.source === void 0 && (missing0 = "source") || data.type === void 0 && (missing0 = "type") || data.time === void 0 && (missing0 = "time") || data.data === void 0 && (missing0 = "data")) {
        validate20.errors = [{ instancePath, schemaPath: "#/required", keyword: "required", params: { missingProperty: missing0 }, message: "must have required property '" + missing0 + "'" }];
        return false;
      } else {
        if (data.specversion !== void 0) {
          const _errs1 = errors;
          if ("1.0" !== data.specversion) {
            validate20.errors = [{ instancePath: instancePath + "/specversion", schemaPath: "#/properties/specversion/const", keyword: "const", params: { allowedValue: "1.0" }, message: "must be equal to constant" }];
            return false;
          }
          var valid0 = _errs1 === errors;
        } else {
          var valid0 = true;
        }
        if (valid0) {
          if (data.id !== void 0) {
            let data1 = data.id;
            const _errs2 = errors;
            if (errors === _errs2) {
              if (typeof data1 === "string") {
                if (func1(data1) > 128) {
                  validate20.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/maxLength", keyword: "maxLength", params: { limit: 128 }, message: "must NOT have more than 128 characters" }];
                  return false;
                } else {
                  if (func1(data1) < 1) {
                    validate20.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                    return false;
                  }
                }
              } else {
                validate20.errors = [{ instancePath: instancePath + "/id", schemaPath: "#/properties/id/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                return false;
              }
            }
            var valid0 = _errs2 === errors;
          } else {
            var valid0 = true;
          }
          if (valid0) {
            if (data.source !== void 0) {
              let data2 = data.source;
              const _errs4 = errors;
              if (errors === _errs4) {
                if (typeof data2 === "string") {
                  if (func1(data2) > 256) {
                    validate20.errors = [{ instancePath: instancePath + "/source", schemaPath: "#/properties/source/maxLength", keyword: "maxLength", params: { limit: 256 }, message: "must NOT have more than 256 characters" }];
                    return false;
                  } else {
                    if (func1(data2) < 1) {
                      validate20.errors = [{ instancePath: instancePath + "/source", schemaPath: "#/properties/source/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                      return false;
                    }
                  }
                } else {
                  validate20.errors = [{ instancePath: instancePath + "/source", schemaPath: "#/properties/source/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                  return false;
                }
              }
              var valid0 = _errs4 === errors;
            } else {
              var valid0 = true;
            }
            if (valid0) {
              if (data.type !== void 0) {
                const _errs6 = errors;
                if ("payment.captured.v1" !== data.type) {
                  validate20.errors = [{ instancePath: instancePath + "/type", schemaPath: "#/properties/type/const", keyword: "const", params: { allowedValue: "payment.captured.v1" }, message: "must be equal to constant" }];
                  return false;
                }
                var valid0 = _errs6 === errors;
              } else {
                var valid0 = true;
              }
              if (valid0) {
                if (data.subject !== void 0) {
                  let data4 = data.subject;
                  const _errs7 = errors;
                  if (errors === _errs7) {
                    if (typeof data4 === "string") {
                      if (func1(data4) > 256) {
                        validate20.errors = [{ instancePath: instancePath + "/subject", schemaPath: "#/properties/subject/maxLength", keyword: "maxLength", params: { limit: 256 }, message: "must NOT have more than 256 characters" }];
                        return false;
                      } else {
                        if (func1(data4) < 1) {
                          validate20.errors = [{ instancePath: instancePath + "/subject", schemaPath: "#/properties/subject/minLength", keyword: "minLength", params: { limit: 1 }, message: "must NOT have fewer than 1 characters" }];
                          return false;
                        }
                      }
                    } else {
                      validate20.errors = [{ instancePath: instancePath + "/subject", schemaPath: "#/properties/subject/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                      return false;
                    }
                  }
                  var valid0 = _errs7 === errors;
                } else {
                  var valid0 = true;
                }
                if (valid0) {
                  if (data.time !== void 0) {
                    let data5 = data.time;
                    const _errs9 = errors;
                    const _errs10 = errors;
                    if (errors === _errs10) {
                      if (errors === _errs10) {
                        if (typeof data5 === "string") {
                          if (func1(data5) > 40) {
                            validate20.errors = [{ instancePath: instancePath + "/time", schemaPath: "../common.json#/$defs/timestamp/maxLength", keyword: "maxLength", params: { limit: 40 }, message: "must NOT have more than 40 characters" }];
                            return false;
                          } else {
                            if (!formats0.test(data5)) {
                              validate20.errors = [{ instancePath: instancePath + "/time", schemaPath: "../common.json#/$defs/timestamp/format", keyword: "format", params: { format: "date-time" }, message: 'must match format "date-time"' }];
                              return false;
                            }
                          }
                        } else {
                          validate20.errors = [{ instancePath: instancePath + "/time", schemaPath: "../common.json#/$defs/timestamp/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                          return false;
                        }
                      }
                    }
                    var valid0 = _errs9 === errors;
                  } else {
                    var valid0 = true;
                  }
                  if (valid0) {
                    if (data.datacontenttype !== void 0) {
                      const _errs12 = errors;
                      if ("application/json" !== data.datacontenttype) {
                        validate20.errors = [{ instancePath: instancePath + "/datacontenttype", schemaPath: "#/properties/datacontenttype/const", keyword: "const", params: { allowedValue: "application/json" }, message: "must be equal to constant" }];
                        return false;
                      }
                      var valid0 = _errs12 === errors;
                    } else {
                      var valid0 = true;
                    }
                    if (valid0) {
                      if (data.correlationid !== void 0) {
                        let data7 = data.correlationid;
                        const _errs13 = errors;
                        if (errors === _errs13) {
                          if (typeof data7 === "string") {
                            if (!pattern4.test(data7)) {
                              validate20.errors = [{ instancePath: instancePath + "/correlationid", schemaPath: "#/properties/correlationid/pattern", keyword: "pattern", params: { pattern: "^[A-Za-z0-9_.:-]{1,128}$" }, message: 'must match pattern "^[A-Za-z0-9_.:-]{1,128}$"' }];
                              return false;
                            }
                          } else {
                            validate20.errors = [{ instancePath: instancePath + "/correlationid", schemaPath: "#/properties/correlationid/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                            return false;
                          }
                        }
                        var valid0 = _errs13 === errors;
                      } else {
                        var valid0 = true;
                      }
                      if (valid0) {
                        if (data.data !== void 0) {
                          let data8 = data.data;
                          const _errs15 = errors;
                          if (errors === _errs15) {
                            if (data8 && typeof data8 == "object" && !Array.isArray(data8)) {
                              let missing1;
                              if (data8.orderId === void 0 && (missing1 = "orderId") || data8.currency === void 0 && (missing1 = "currency") || data8.status === void 0 && (missing1 = "status") || data8.version === void 0 && (missing1 = "version") || data8.amount === void 0 && (missing1 = "amount") || data8.captured === void 0 && (missing1 = "captured") || data8.refunded === void 0 && (missing1 = "refunded")) {
                                validate20.errors = [{ instancePath: instancePath + "/data", schemaPath: "#/properties/data/required", keyword: "required", params: { missingProperty: missing1 }, message: "must have required property '" + missing1 + "'" }];
                                return false;
                              } else {
                                if (data8.orderId !== void 0) {
                                  let data9 = data8.orderId;
                                  const _errs17 = errors;
                                  const _errs18 = errors;
                                  if (errors === _errs18) {
                                    if (typeof data9 === "string") {
                                      if (!pattern5.test(data9)) {
                                        validate20.errors = [{ instancePath: instancePath + "/data/orderId", schemaPath: "../common.json#/$defs/orderId/pattern", keyword: "pattern", params: { pattern: "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$" }, message: 'must match pattern "^(?!\\.{1,2}$)[A-Za-z0-9_.:-]{1,64}$"' }];
                                        return false;
                                      }
                                    } else {
                                      validate20.errors = [{ instancePath: instancePath + "/data/orderId", schemaPath: "../common.json#/$defs/orderId/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                      return false;
                                    }
                                  }
                                  var valid2 = _errs17 === errors;
                                } else {
                                  var valid2 = true;
                                }
                                if (valid2) {
                                  if (data8.currency !== void 0) {
                                    let data10 = data8.currency;
                                    const _errs20 = errors;
                                    if (typeof data10 !== "string") {
                                      validate20.errors = [{ instancePath: instancePath + "/data/currency", schemaPath: "../common.json#/$defs/currency/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                      return false;
                                    }
                                    if (!(data10 === "AED" || data10 === "AFN" || data10 === "ALL" || data10 === "AMD" || data10 === "ANG" || data10 === "AOA" || data10 === "ARS" || data10 === "AUD" || data10 === "AWG" || data10 === "AZN" || data10 === "BAM" || data10 === "BBD" || data10 === "BDT" || data10 === "BGN" || data10 === "BHD" || data10 === "BIF" || data10 === "BMD" || data10 === "BND" || data10 === "BOB" || data10 === "BRL" || data10 === "BSD" || data10 === "BTN" || data10 === "BWP" || data10 === "BYN" || data10 === "BZD" || data10 === "CAD" || data10 === "CDF" || data10 === "CHF" || data10 === "CLP" || data10 === "CNY" || data10 === "COP" || data10 === "CRC" || data10 === "CUP" || data10 === "CVE" || data10 === "CZK" || data10 === "DJF" || data10 === "DKK" || data10 === "DOP" || data10 === "DZD" || data10 === "EGP" || data10 === "ERN" || data10 === "ETB" || data10 === "EUR" || data10 === "FJD" || data10 === "FKP" || data10 === "GBP" || data10 === "GEL" || data10 === "GHS" || data10 === "GIP" || data10 === "GMD" || data10 === "GNF" || data10 === "GTQ" || data10 === "GYD" || data10 === "HKD" || data10 === "HNL" || data10 === "HTG" || data10 === "HUF" || data10 === "IDR" || data10 === "ILS" || data10 === "INR" || data10 === "IQD" || data10 === "IRR" || data10 === "ISK" || data10 === "JMD" || data10 === "JOD" || data10 === "JPY" || data10 === "KES" || data10 === "KGS" || data10 === "KHR" || data10 === "KMF" || data10 === "KPW" || data10 === "KRW" || data10 === "KWD" || data10 === "KYD" || data10 === "KZT" || data10 === "LAK" || data10 === "LBP" || data10 === "LKR" || data10 === "LRD" || data10 === "LSL" || data10 === "LYD" || data10 === "MAD" || data10 === "MDL" || data10 === "MGA" || data10 === "MKD" || data10 === "MMK" || data10 === "MNT" || data10 === "MOP" || data10 === "MRU" || data10 === "MUR" || data10 === "MVR" || data10 === "MWK" || data10 === "MXN" || data10 === "MYR" || data10 === "MZN" || data10 === "NAD" || data10 === "NGN" || data10 === "NIO" || data10 === "NOK" || data10 === "NPR" || data10 === "NZD" || data10 === "OMR" || data10 === "PAB" || data10 === "PEN" || data10 === "PGK" || data10 === "PHP" || data10 === "PKR" || data10 === "PLN" || data10 === "PYG" || data10 === "QAR" || data10 === "RON" || data10 === "RSD" || data10 === "RUB" || data10 === "RWF" || data10 === "SAR" || data10 === "SBD" || data10 === "SCR" || data10 === "SDG" || data10 === "SEK" || data10 === "SGD" || data10 === "SHP" || data10 === "SLE" || data10 === "SOS" || data10 === "SRD" || data10 === "SSP" || data10 === "STN" || data10 === "SVC" || data10 === "SYP" || data10 === "SZL" || data10 === "THB" || data10 === "TJS" || data10 === "TMT" || data10 === "TND" || data10 === "TOP" || data10 === "TRY" || data10 === "TTD" || data10 === "TWD" || data10 === "TZS" || data10 === "UAH" || data10 === "UGX" || data10 === "USD" || data10 === "UYU" || data10 === "UZS" || data10 === "VED" || data10 === "VES" || data10 === "VND" || data10 === "VUV" || data10 === "WST" || data10 === "XAF" || data10 === "XCD" || data10 === "XCG" || data10 === "XOF" || data10 === "XPF" || data10 === "YER" || data10 === "ZAR" || data10 === "ZMW" || data10 === "ZWG")) {
                                      validate20.errors = [{ instancePath: instancePath + "/data/currency", schemaPath: "../common.json#/$defs/currency/enum", keyword: "enum", params: { allowedValues: schema35.enum }, message: "must be equal to one of the allowed values" }];
                                      return false;
                                    }
                                    var valid2 = _errs20 === errors;
                                  } else {
                                    var valid2 = true;
                                  }
                                  if (valid2) {
                                    if (data8.status !== void 0) {
                                      let data11 = data8.status;
                                      const _errs23 = errors;
                                      if (typeof data11 !== "string") {
                                        validate20.errors = [{ instancePath: instancePath + "/data/status", schemaPath: "../common.json#/$defs/paymentStatus/type", keyword: "type", params: { type: "string" }, message: "must be string" }];
                                        return false;
                                      }
                                      if (!(data11 === "PENDING" || data11 === "AUTHORIZED" || data11 === "DECLINED" || data11 === "CAPTURED" || data11 === "VOIDED" || data11 === "REFUNDED" || data11 === "PARTIALLY_REFUNDED")) {
                                        validate20.errors = [{ instancePath: instancePath + "/data/status", schemaPath: "../common.json#/$defs/paymentStatus/enum", keyword: "enum", params: { allowedValues: schema36.enum }, message: "must be equal to one of the allowed values" }];
                                        return false;
                                      }
                                      var valid2 = _errs23 === errors;
                                    } else {
                                      var valid2 = true;
                                    }
                                    if (valid2) {
                                      if (data8.version !== void 0) {
                                        let data12 = data8.version;
                                        const _errs26 = errors;
                                        if (!(typeof data12 == "number" && (!(data12 % 1) && !isNaN(data12)) && isFinite(data12))) {
                                          validate20.errors = [{ instancePath: instancePath + "/data/version", schemaPath: "#/properties/data/properties/version/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                          return false;
                                        }
                                        if (errors === _errs26) {
                                          if (typeof data12 == "number" && isFinite(data12)) {
                                            if (data12 < 1 || isNaN(data12)) {
                                              validate20.errors = [{ instancePath: instancePath + "/data/version", schemaPath: "#/properties/data/properties/version/minimum", keyword: "minimum", params: { comparison: ">=", limit: 1 }, message: "must be >= 1" }];
                                              return false;
                                            }
                                          }
                                        }
                                        var valid2 = _errs26 === errors;
                                      } else {
                                        var valid2 = true;
                                      }
                                      if (valid2) {
                                        if (data8.amount !== void 0) {
                                          let data13 = data8.amount;
                                          const _errs28 = errors;
                                          if (!(typeof data13 == "number" && (!(data13 % 1) && !isNaN(data13)) && isFinite(data13))) {
                                            validate20.errors = [{ instancePath: instancePath + "/data/amount", schemaPath: "#/properties/data/properties/amount/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                            return false;
                                          }
                                          if (errors === _errs28) {
                                            if (typeof data13 == "number" && isFinite(data13)) {
                                              if (data13 < 0 || isNaN(data13)) {
                                                validate20.errors = [{ instancePath: instancePath + "/data/amount", schemaPath: "#/properties/data/properties/amount/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                                return false;
                                              }
                                            }
                                          }
                                          var valid2 = _errs28 === errors;
                                        } else {
                                          var valid2 = true;
                                        }
                                        if (valid2) {
                                          if (data8.captured !== void 0) {
                                            let data14 = data8.captured;
                                            const _errs30 = errors;
                                            if (!(typeof data14 == "number" && (!(data14 % 1) && !isNaN(data14)) && isFinite(data14))) {
                                              validate20.errors = [{ instancePath: instancePath + "/data/captured", schemaPath: "#/properties/data/properties/captured/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                              return false;
                                            }
                                            if (errors === _errs30) {
                                              if (typeof data14 == "number" && isFinite(data14)) {
                                                if (data14 < 0 || isNaN(data14)) {
                                                  validate20.errors = [{ instancePath: instancePath + "/data/captured", schemaPath: "#/properties/data/properties/captured/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                                  return false;
                                                }
                                              }
                                            }
                                            var valid2 = _errs30 === errors;
                                          } else {
                                            var valid2 = true;
                                          }
                                          if (valid2) {
                                            if (data8.refunded !== void 0) {
                                              let data15 = data8.refunded;
                                              const _errs32 = errors;
                                              if (!(typeof data15 == "number" && (!(data15 % 1) && !isNaN(data15)) && isFinite(data15))) {
                                                validate20.errors = [{ instancePath: instancePath + "/data/refunded", schemaPath: "#/properties/data/properties/refunded/type", keyword: "type", params: { type: "integer" }, message: "must be integer" }];
                                                return false;
                                              }
                                              if (errors === _errs32) {
                                                if (typeof data15 == "number" && isFinite(data15)) {
                                                  if (data15 < 0 || isNaN(data15)) {
                                                    validate20.errors = [{ instancePath: instancePath + "/data/refunded", schemaPath: "#/properties/data/properties/refunded/minimum", keyword: "minimum", params: { comparison: ">=", limit: 0 }, message: "must be >= 0" }];
                                                    return false;
                                                  }
                                                }
                                              }
                                              var valid2 = _errs32 === errors;
                                            } else {
                                              var valid2 = true;
                                            }
                                          }
                                        }
                                      }
                                    }
                                  }
                                }
                              }
                            } else {
                              validate20.errors = [{ instancePath: instancePath + "/data", schemaPath: "#/properties/data/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
                              return false;
                            }
                          }
                          var valid0 = _errs15 === errors;
                        } else {
                          var valid0 = true;
                        }
                      }
                    }
                  }
                }
              }
            }
          }
        }
      }
    } else {
      validate20.errors = [{ instancePath, schemaPath: "#/type", keyword: "type", params: { type: "object" }, message: "must be object" }];
      return false;
    }
  }
  validate20.errors = vErrors;
  return errors === 0;
}
validate20.evaluated = { "props": { "specversion": true, "id": true, "source": true, "type": true, "subject": true, "time": true, "datacontenttype": true, "correlationid": true, "data": true }, "dynamicProps": false, "dynamicItems": false };
export {
  isPaymentCapturedEvent
};
